import { expect, test } from "vitest";
import { parseFilter } from "../filter";
import { userFilter } from "../users/filter";
import { memberFilter } from "./member-filter";

test.each(["data", "Data Science", "-x", "OR", "v1.2_beta-3"])("%s is read as the name of a group", (name) => {
  expect(parseFilter(userFilter, memberFilter(name))).toMatchObject({
    ok: true,
    tree: { key: "group", values: [name] },
  });
});
