import { clsx } from "clsx";
import Bot from "lucide-react/icons/bot";

const sizes = {
  small: "size-5.5 text-[0.625rem]",
  medium: "size-6.5 text-[0.625rem]",
  large: "size-10 text-[0.9375rem]",
};

type AvatarProps = { name: string; bot?: boolean; size?: keyof typeof sizes; className?: string };

/** Someone's initials in a disc; machines get a square. Beside a name only, so it says nothing to screen readers. */
export function Avatar({ name, bot, size = "small", className }: AvatarProps) {
  return (
    <span aria-hidden="true" className={clsx("avatar", sizes[size], bot ? "rounded-1" : "rounded-full", className)}>
      {bot ? <Bot className={size === "large" ? "size-5" : "size-3.5"} /> : initials(name)}
    </span>
  );
}

/** The first letters of the first and the last word that begin with one: "Leilani Kahananui" is LK. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last]
    .map((word) => (word ? [...word][0] : ""))
    .join("")
    .toUpperCase();
}
