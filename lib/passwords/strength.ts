import { type ZxcvbnFactory as Factory, ZxcvbnFactory } from "@zxcvbn-ts/core";
import { config } from "../config";
import { refuse } from "../problems";

/** Whose password it is to be: nothing in it may be built from them. */
export type Owner = { username?: string | null; email?: string | null; name?: string | null };

export type Strength = {
  /** Whether it may be used. */
  good: boolean;
  /** 0 to 4: guessed at once, within hours, within months, within years, beyond that. */
  score: 0 | 1 | 2 | 3 | 4;
  /** Characters after NFC, as counted against the minimum. */
  characters: number;
  minCharacters: number;
  /** Why it may not be used, in sentences for the person who typed it. Empty when it may. */
  reasons: string[];
};

/**
 * Judges a password: long enough, not among the commonest, not built from its owner's names or the product's. There
 * are no rules of composition. Works offline.
 *
 * @param password at most 128 characters, NFC
 * @see NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2
 */
export async function strengthOf(password: string, owner: Owner): Promise<Strength> {
  const minCharacters = config().passwordMinLength;
  const characters = [...password].length;
  const own = ownWords(owner);
  const { score, sequence } = await guessed(password, own);

  const reasons: string[] = [];
  if (characters < minCharacters) {
    reasons.push(`It has ${characters} of at least ${minCharacters} characters.`);
  }
  const built = wordsWithin(password, own);
  if (built.length > 0 && sizeOf(built) * 2 >= sizeOf(password.match(/[\p{L}\p{N}]+/gu) ?? [])) {
    reasons.push(`It is built from ${quoted(built)}. Add words that have nothing to do with you.`);
  } else if (score < 3) {
    reasons.push(
      why(
        sequence.map((part) => part.pattern),
        sequence.length,
      ),
    );
  } else if (await isOfCommonWords(password)) {
    reasons.push("It is made of the commonest passwords. Add words that do not belong together.");
  }
  return { good: reasons.length === 0, score, characters, minCharacters, reasons };
}

/**
 * @refuses `weak_password`, with the reasons
 */
export async function requireStrong(password: string, owner: Owner, field = "password"): Promise<void> {
  const { good, reasons } = await strengthOf(password, owner);
  if (good) return;
  const message = reasons.join(" ");
  refuse("weak_password", message, { fields: { [field]: message } });
}

/** In characters: what the estimator looks at takes time that grows much faster than its length. */
const judgedLength = 32;

/** How soon it would be guessed, by its beginning or, where that is weak, by its end: a strong part makes all of it strong. */
async function guessed(password: string, own: string[]) {
  const judge = await estimator();
  const characters = [...password];
  const head = judge.check(characters.slice(0, judgedLength).join(""), own);
  if (head.score >= 3 || characters.length <= judgedLength) return head;
  const tail = judge.check(characters.slice(-judgedLength).join(""), own);
  return tail.score > head.score ? tail : head;
}

/** What the estimator counts as guessed within months, as a power of ten. */
const enough = 8;

/**
 * Whether hardly anything is left of a password once each word counts once, whatever case, digits and signs it comes
 * with: "password password1". The estimator alone takes the same word again for another one.
 */
async function isOfCommonWords(password: string): Promise<boolean> {
  const judge = await estimator();
  const worth = new Map<string, number>();
  for (const sign of password.match(/[^\p{L}\p{N}\s]/gu) ?? []) worth.set(sign, 1);
  for (const word of new Set(password.toLowerCase().match(/[\p{L}\p{N}]+/gu))) {
    for (const piece of judge.check([...word].slice(0, judgedLength).join("")).sequence) {
      const found = String(piece.matchedWord ?? piece.token);
      const stem = found.replace(/\d+/g, "") || found;
      worth.set(stem, Math.max(worth.get(stem) ?? 0, piece.guessesLog10));
    }
    if (sum(worth.values()) >= enough) return false;
  }
  return sum(worth.values()) < enough;
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

const product = "roster";

/** The names a password must not be built from, longest first. Those under three letters are in everything. */
function ownWords({ username, email, name }: Owner): string[] {
  const parts = [
    username,
    email,
    email?.split("@")[0],
    name,
    ...(name?.split(/\s+/) ?? []),
    ...(username?.split("-") ?? []),
  ];
  const words = parts.filter((part) => part !== null && part !== undefined).map((part) => part.toLowerCase());
  return [...new Set([...words, product])].filter((word) => word.length >= 3).sort((a, b) => b.length - a.length);
}

/** Those of the words that stand in the password, each piece of it counted once. */
function wordsWithin(password: string, words: string[]): string[] {
  let rest = password.toLowerCase();
  return words.filter((word) => {
    const stands = rest.includes(word);
    rest = rest.replaceAll(word, " ");
    return stands;
  });
}

const sizeOf = (words: string[]) => words.join("").length;

const quoted = (words: string[]) =>
  words.map((word) => (word === product ? `the product’s name “${word}”` : `your name “${word}”`)).join(" and ");

function why(patterns: string[], pieces: number): string {
  if (patterns.includes("repeat")) return "It repeats itself. Add words that do not belong together.";
  if (patterns.includes("sequence") || patterns.includes("spatial")) {
    return "It follows the alphabet, numbers or keys in order. Add words that do not belong together.";
  }
  if (pieces <= 1) return "It is among the commonest passwords. Use several words that do not belong together.";
  return "It is guessed quickly. Add more words that do not belong together.";
}

let made: Promise<Factory> | undefined;

/** Loaded at the first password: the dictionaries are some megabytes that most processes never need. */
function estimator(): Promise<Factory> {
  made ??= (async () => {
    const [common, english] = await Promise.all([
      import("@zxcvbn-ts/language-common"),
      import("@zxcvbn-ts/language-en"),
    ]);
    return new ZxcvbnFactory({
      dictionary: { ...common.dictionary, ...english.dictionary },
      graphs: common.adjacencyGraphs,
      translations: english.translations,
    });
  })();
  return made;
}
