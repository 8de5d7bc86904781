import type { ReactNode } from "react";
import type { ApiField, ApiOperation } from "./reference";

/** One operation: its address at a glance, the rest behind it. */
export function OperationEntry({ operation }: { operation: ApiOperation }) {
  const { id, method, path, does, tells, parameters, body, answer, answers } = operation;
  return (
    <details id={id} className="group border-b scroll-mt-6">
      <summary className="-mx-2 grid cursor-default list-none grid-cols-[4rem_minmax(0,1fr)] items-baseline gap-x-3 rounded-2 px-2 py-2.5 hover:bg-bg-hover">
        <span className="font-mono text-12 text-ink-3">{method}</span>
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-4">
          <code className="text-13 [overflow-wrap:anywhere]">{path}</code>
          <span className="text-ink-2">{does}</span>
        </span>
      </summary>
      <div className="grid gap-5 pt-1 pb-6 pl-[4.75rem] max-rail:pl-0">
        {tells && <p className="text-ink-2">{withCode(tells)}</p>}
        <Fields title="Parameters" fields={parameters} note={(field) => field.where} />
        <Fields title="Body" fields={body} />
        {answer && <Fields title={`Answer: ${answer.type}`} fields={answer.fields} plain />}
        <Block title="Statuses">
          {answers.map(({ status, means }) => (
            <Row key={status} term={status}>
              {withCode(means)}
            </Row>
          ))}
        </Block>
      </div>
    </details>
  );
}

function Fields<F extends ApiField>({
  title,
  fields,
  note,
  plain = false,
}: {
  title: string;
  fields: F[];
  note?: (field: F) => string;
  /** Nothing of it has to be sent. */
  plain?: boolean;
}) {
  if (fields.length === 0) return null;
  return (
    <Block title={title}>
      {fields.map((field) => (
        <Row key={field.name} term={field.name}>
          <span className="text-ink-3 [overflow-wrap:anywhere]">
            {[field.type, note?.(field), !plain && (field.required ? "required" : "optional")]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {field.tells && <span className="block">{withCode(field.tells)}</span>}
        </Row>
      ))}
    </Block>
  );
}

const Block = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <h3 className="mb-1 font-medium text-12 text-ink-3">{title}</h3>
    <dl className="grid grid-cols-1">{children}</dl>
  </div>
);

const Row = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="grid grid-cols-[11rem_minmax(0,1fr)] gap-x-4 border-t py-1.5 max-rail:grid-cols-1">
    <dt className="font-mono text-12 leading-5 [overflow-wrap:anywhere]">{term}</dt>
    <dd className="text-ink-2">{children}</dd>
  </div>
);

/** Text whose words between backticks are code. */
const withCode = (text: string): ReactNode =>
  text.split("`").map((part, i) => (i % 2 ? <code key={part}>{part}</code> : part));
