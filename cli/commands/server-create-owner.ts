import { command, flag, text } from "../command";

export const serverCreateOwner = command({
  usage: "server create-owner",
  about: "Make an owner: the first one, or one more",
  more: "For when no owner can sign in, or before the first start. The password is for good: nobody has to choose another.",
  options: {
    username: text("<name>", "asked for when left out", { short: "u" }),
    email: text("<address>", "asked for when left out", { short: "e" }),
    generate: flag("make up the password, and print it, instead of asking for it"),
  },
  works: "host",

  async run({ options, out }) {
    const { createOwnerOnHost } = await import("../host/create-owner");
    await createOwnerOnHost(options, out);
  },
});
