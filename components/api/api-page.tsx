import Link from "next/link";
import { Brand } from "../ui/brand";
import { OperationEntry } from "./operation-entry";
import type { ApiPart } from "./reference";

/** All of the API on one page: its parts on the left, where there is room, and each operation in full. */
export function ApiPage({ parts }: { parts: ApiPart[] }) {
  return (
    <div className="mx-auto max-w-[72rem] px-(--gutter)">
      <header className="flex h-14 items-center font-semibold text-14 tracking-[-0.01em]">
        <Link href="/" className="flex h-9 items-center gap-2">
          <Brand />
          Roster
        </Link>
      </header>
      <div className="grid grid-cols-1 gap-x-12 pb-16 desk:grid-cols-[13rem_minmax(0,1fr)]">
        <nav aria-label="Parts" className="max-desk:hidden">
          <div className="sticky top-6 grid gap-0.5 pt-6">
            {parts.map(({ name }) => (
              <a
                key={name}
                href={`#${anchor(name)}`}
                className="rounded-2 px-2 py-1 text-ink-2 hover:bg-bg-hover hover:text-ink"
              >
                {name}
              </a>
            ))}
          </div>
        </nav>
        <main className="min-w-0 pt-6">
          <h1 className="text-20 tracking-[-0.015em]">HTTP API</h1>
          <p className="mt-2 max-w-[40rem] text-ink-2">
            Send a token as <code>Coder-Session-Token</code> or <code>Authorization: Bearer</code>. The same as a
            document for programs:{" "}
            <a href="/api/v2/openapi.json" className="text-accent underline underline-offset-2">
              openapi.json
            </a>
            .
          </p>
          {parts.map(({ name, operations }) => (
            <section
              key={name}
              id={anchor(name)}
              aria-labelledby={`${anchor(name)}-title`}
              className="mt-10 scroll-mt-6"
            >
              <h2 id={`${anchor(name)}-title`} className="border-b pb-2 text-16">
                {name}
              </h2>
              {operations.map((operation) => (
                <OperationEntry key={operation.id} operation={operation} />
              ))}
            </section>
          ))}
        </main>
      </div>
    </div>
  );
}

const anchor = (name: string) => name.toLowerCase().replaceAll(" ", "-");
