import { isIPv6 } from "node:net";

/**
 * What limits count an address as: itself, or of IPv6 the network of 64 bits that it is in. Whoever has one such address has all of
 * them, and would try from a new one each time. An IPv4 address written as IPv6 stays apart from the others.
 *
 * @see RFC 4291, 2.5.4; RFC 6177
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const parts = partsOf(address);
  const isMapped = parts.slice(0, 5).every((part) => part === 0) && parts[5] === 0xffff;
  if (isMapped) return address.toLowerCase();
  return `${parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}

/** The eight parts of 16 bits; an IPv4 address at the end stands for two, whatever they are. */
function partsOf(address: string): number[] {
  const read = (text = "") =>
    text === "" ? [] : text.split(":").flatMap((part) => (part.includes(".") ? [0, 0] : [Number.parseInt(part, 16)]));
  const [left, right] = (address.split("%")[0] ?? "").split("::");
  const [head, tail] = [read(left), read(right)];
  return [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill(0), ...tail];
}
