import type { ReactNode } from "react";
import { requireViewer } from "@/app/ask";
import { SeenAs } from "@/components/shell/seen-as";
import type { SignedIn } from "@/lib/actor";

/** A page of the console, drawn for whoever is signed in; what stands round it goes along when they or their roles have changed. */
export const consolePage =
  <P = object>(draw: (viewer: SignedIn, props: P) => ReactNode | Promise<ReactNode>) =>
  async (props: P) => {
    const viewer = await requireViewer();
    const { id, username, name, roles } = viewer;
    return (
      <>
        <SeenAs viewer={{ id, username, name, roles }} />
        {await draw(viewer, props)}
      </>
    );
  };
