export default {
  serverExternalPackages: ["postgres"],
  turbopack: { root: new URL("../../..", import.meta.url).pathname },
};
