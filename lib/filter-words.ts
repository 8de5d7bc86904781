/**
 * Cuts a filter into words and marks, in one walk from left to right. A quote may begin anywhere in a word; inside it
 * spaces, colons, commas and brackets are letters, `\"` is a quote and `\\` a backslash. Offsets are UTF-16 units.
 */

export type Range = { from: number; to: number };

/** A key or one value, without its quotes; the range has them. */
export type Piece = Range & { text: string; quoted: boolean };

/** `unclosed`: where a quote begins that never ends. */
export type Word = Range & { is: "word"; key: Piece | null; values: Piece[]; unclosed: number | null };
export type Mark = Range & { is: "(" | ")" | "-" | "OR" };
export type Token = Word | Mark;

export function cutFilter(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (isSpace(letter)) at++;
    else if (letter === "(" || letter === ")" || letter === "-") tokens.push({ is: letter, from: at, to: ++at });
    else {
      const word = cutWord(text, at);
      at = word.to;
      tokens.push(isOr(text, word) ? { is: "OR", from: word.from, to: word.to } : word);
    }
  }
  return tokens;
}

function cutWord(text: string, from: number): Word {
  const word: Word = { is: "word", from, to: from, key: null, values: [], unclosed: null };
  let piece: Piece = { text: "", from, to: from, quoted: false };
  let at = from;
  const endPiece = () => {
    const ended = { ...piece, to: at };
    piece = { text: "", from: at + 1, to: at + 1, quoted: false };
    return ended;
  };

  for (; at < text.length; at++) {
    const letter = text.charAt(at);
    if (isSpace(letter) || letter === "(" || letter === ")") break;
    if (letter === ":" && word.key === null && word.values.length === 0) word.key = endPiece();
    else if (letter === ",") word.values.push(endPiece());
    else if (letter === '"') {
      const quote = cutQuote(text, at);
      piece.text += quote.text;
      piece.quoted = true;
      if (!quote.closed) word.unclosed = at;
      at = quote.to - 1;
    } else piece.text += letter;
  }
  word.values.push(endPiece());
  word.to = at;
  return word;
}

function cutQuote(text: string, from: number): { text: string; to: number; closed: boolean } {
  let inside = "";
  for (let at = from + 1; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '"') return { text: inside, to: at + 1, closed: true };
    const escaped = letter === "\\" && (text.charAt(at + 1) === '"' || text.charAt(at + 1) === "\\");
    if (escaped) inside += text.charAt(++at);
    // Names are one line, and so is what is looked for in them.
    else inside += letter < " " ? " " : letter;
  }
  return { text: inside, to: text.length, closed: false };
}

const isSpace = (letter: string) => letter.trim() === "";

const isOr = (text: string, word: Word) => word.to - word.from === 2 && text.slice(word.from, word.to) === "OR";
