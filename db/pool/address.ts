import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";

/** One of the servers that DATABASE_URL names. */
export type Host = {
  /** A name, an address, or the folder of a unix socket. */
  name: string;
  port: number;
};

export type Address = {
  hosts: Host[];
  /** How connections are encrypted, as the driver has it. */
  ssl: false | "prefer" | "require" | ConnectionOptions;
  /** The rest, for the driver: user, password, database and parameters, with the first host alone. */
  url: string;
};

const shape = /^(postgres(?:ql)?:\/\/)(?:([^\s/?#]*)@)?([^\s/?#]*)([^\s?#]*)(?:\?([^\s#]*))?$/;

/**
 * What a DATABASE_URL says, also of several hosts (`host:port,host:port`), which no parser of addresses reads. Roster writes: of
 * several it takes the one that takes writes, whether the address says `target_session_attrs=read-write` or nothing.
 *
 * @throws Error whose message completes “DATABASE_URL …” and tells no password
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function readAddress(text: string): Address {
  const [, scheme, who, authority = "", path = "", query = ""] = shape.exec(text) ?? [];
  if (!scheme) throw new Error("must look like postgres://user:password@host:5432/database");
  const hosts = authority.split(",").map(hostOf);
  const parameters = new URLSearchParams(query);
  const take = (name: string) => {
    const value = parameters.get(name);
    parameters.delete(name);
    return value;
  };
  const attributes = take("target_session_attrs") ?? "any";
  if (!["any", "read-write", "primary"].includes(attributes)) {
    throw new Error("must lead to a server that takes writes: leave target_session_attrs out, or set it to read-write");
  }
  const ssl = sslOf(take("sslmode") ?? take("ssl"), take("sslrootcert"));

  take("application_name"); // Ours is how others know that a Roster runs on the database.

  const rest = parameters.size > 0 ? `?${parameters}` : "";
  const [first] = hosts as [Host];
  const shown = first.name.startsWith("/") ? encodeURIComponent(first.name) : hostTold(first);
  const url = `${scheme}${who === undefined ? "" : `${who}@`}${shown}${path}${rest}`;
  if (!URL.canParse(url)) throw new Error("must look like postgres://user:password@host:5432/database");
  return { hosts, ssl, url };
}

/** The hosts as they may be told: without a password. */
export const hostsTold = ({ hosts }: Pick<Address, "hosts">) => hosts.map(hostTold).join(",");

export const hostTold = ({ name, port }: Host) => (name.includes(":") ? `[${name}]:${port}` : `${name}:${port}`);

/**
 * Whether an address was made for a pooler: who writes whether statements are to be prepared has one in mind. A pooler takes no
 * settings at the start of a connection, either, that it does not know.
 */
export const speaksToPooler = (url: string) => /[?&]prepare=/.test(url);

function hostOf(text: string): Host {
  const [, bracketed, plain = "", port = "5432"] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const name = bracketed ?? decodeURIComponent(plain);
  if (!(Number(port) > 0 && Number(port) < 65_536) || (text !== "" && name === "")) {
    throw new Error("must name its hosts as host:5432, parted by commas");
  }
  return { name: name || "localhost", port: Number(port) };
}

/** As PostgreSQL's own programs take it, but that nothing is encrypted unless it is asked for. */
function sslOf(mode: string | null, rootCert: string | null): Address["ssl"] {
  const ca = rootCert && rootCert !== "system" ? { ca: certificates(rootCert) } : {};
  const byAuthority = { ...ca, rejectUnauthorized: true, checkServerIdentity: () => undefined };
  switch (mode ?? (rootCert ? "verify-full" : "disable")) {
    case "disable":
    case "false":
      return false;
    case "allow":
    case "prefer":
      return "prefer";
    case "require":
    case "true":
      return rootCert ? byAuthority : "require"; // Who names the certificates to trust wants them looked at.
    case "verify-ca":
      return byAuthority;
    case "verify-full":
      return { ...ca, rejectUnauthorized: true };
    default:
      throw new Error("must have one of these as its sslmode: disable, prefer, require, verify-ca, verify-full");
  }
}

function certificates(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`must name a file that can be read as its sslrootcert (${(error as NodeJS.ErrnoException).code})`);
  }
}
