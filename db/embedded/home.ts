import { join } from "node:path";
import { type Binaries, findBinaries } from "./binaries";
import { type Identity, placeFor } from "./identity";
import { EmbeddedError } from "./run";
import { secretFile } from "./secret-file";

/** Where one embedded PostgreSQL lives, and whom it runs as. */
export type Home = {
  dataDir: string;
  /** What PostgreSQL calls its data directory. */
  cluster: string;
  log: string;
  password: string;
  /** Null: as ourselves. */
  as: Identity | null;
  binaries: Binaries;
};

/** @throws EmbeddedError naming ROSTER_DATA_DIR where the folder cannot be written */
export async function openHome(dataDir: string): Promise<Home> {
  try {
    const password = await secretFile(join(dataDir, "postgres-password"));
    const { place, as } = await placeFor(dataDir);
    const binaries = await findBinaries(place, as);
    return { dataDir, cluster: join(place, "postgres"), log: join(place, "postgres.log"), password, as, binaries };
  } catch (error) {
    if (error instanceof EmbeddedError) throw error;
    throw new EmbeddedError(`ROSTER_DATA_DIR: ${dataDir} cannot be used: ${(error as Error).message}.`);
  }
}

export const addressOf = ({ password }: Home, port: number, database = "roster") =>
  `postgres://roster:${password}@127.0.0.1:${port}/${database}`;
