import { requireViewer } from "@/app/ask";
import { ConsoleFrame } from "./console-frame";

/** Each page asks for itself who may see it: a layout is not drawn at every click. */
export default async function ConsoleLayout({ children }: LayoutProps<"/">) {
  return <ConsoleFrame viewer={await requireViewer()}>{children}</ConsoleFrame>;
}
