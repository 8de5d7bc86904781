/**
 * What a process learned lately of how its questions are best answered. A hint and nothing else: without it the same is answered, somewhat
 * later. So it is kept for a thousand of them at most, and for fifty uses each: people come and go, and then it is tried anew.
 */
export class Hints<H> {
  readonly #kept = new Map<string, { hint: H; uses: number }>();

  get(question: string): H | null {
    const kept = this.#kept.get(question);
    if (!kept) return null;
    kept.uses++;
    if (kept.uses >= goodFor) this.#kept.delete(question);
    return kept.hint;
  }

  keep(question: string, hint: H): void {
    if (this.#kept.size >= most) this.#kept.clear();
    this.#kept.set(question, { hint, uses: 0 });
  }
}

const most = 1000;
const goodFor = 50;
