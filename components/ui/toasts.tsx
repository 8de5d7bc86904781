"use client";

import CircleCheck from "lucide-react/icons/circle-check";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import X from "lucide-react/icons/x";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { drawn, type Told } from "./toaster";

/** Five seconds, or until closed where something failed. The same failure again takes the place of the one before. */
function show({ sentence, back, failed }: Told): void {
  if (failed) toast.error(sentence, { id: sentence, duration: Number.POSITIVE_INFINITY, closeButton: true });
  else toast.success(sentence, back && { action: back });
}

export function Toasts() {
  useEffect(() => drawn(show), []);
  return (
    <Sonner
      position="bottom-right"
      duration={5000}
      style={{ fontFamily: "inherit" }}
      gap={8}
      offset={{ bottom: 60, right: 20 }}
      mobileOffset={{ bottom: 120, left: 16, right: 16 }}
      icons={{
        success: <CircleCheck className="text-active" />,
        error: <TriangleAlert className="text-suspended" />,
        close: <X className="size-3.5" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-2 rounded-3 border border-line-strong bg-bg-raised px-3.5 py-2.5 text-13 text-ink shadow-2 rail:w-95",
          content: "min-w-0 flex-1 break-words",
          actionButton: "shrink-0 rounded-2 px-2 py-1 font-medium text-accent hover:bg-bg-press max-rail:min-h-9",
          closeButton:
            "order-last grid size-6.5 shrink-0 place-items-center rounded-2 text-ink-3 hover:bg-bg-press max-rail:size-9",
        },
      }}
    />
  );
}
