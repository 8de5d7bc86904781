#!/usr/bin/env node
import { existsSync } from "node:fs";

/** The `roster` command. In a clone where nothing is built yet, that comes first. */
const built = new URL("../dist/roster.mjs", import.meta.url);
await import(existsSync(built) ? built.href : "../scripts/roster.mjs");
