import fc from "fast-check";
import { expect, test } from "vitest";
import { controls, escapeControls, toLine } from "./controls";

test("whatever it holds, a line is one line that works no terminal, and reads back as it was", () => {
  const nasty = fc.string({
    unit: fc.constantFrom("\u001b", "\u009b", "\r", "\n", "\u2028", "\u202e", "\\", '"', "a", "🦦"),
  });
  fc.assert(
    fc.property(fc.record({ text: fc.oneof(nasty, fc.string({ unit: "binary" })) }), (value) => {
      const line = toLine(value);
      expect(line.match(controls)).toBeNull();
      expect(JSON.parse(line)).toEqual(value);
      expect(escapeControls(line)).toBe(line);
    }),
  );
});
