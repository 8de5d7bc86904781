/**
 * Whether a request comes from our own pages: its `Origin` is the public address, where there is one, else the host that it was
 * sent to. One without an origin, or with `null`, does not.
 */
export function isSameOrigin({ origin, host }: { origin: string | undefined; host: string | undefined }): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const own = process.env.NEXTAUTH_URL;
  return own ? new URL(own).origin === origin : new URL(origin).host === host;
}
