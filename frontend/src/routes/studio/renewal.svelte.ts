/** Requests that wait until somebody who was signed in is so again, and whether the page asks for it. */
class Renewal {
  /** Whose page it is: nobody else may go on with it. Null where nobody was signed in yet. */
  email = $state<string | null>(null);
  isAsked = $state(false);
  /** Whether the session stands, and what was asked for needs one that began a short while ago. */
  isForRecent = $state(false);
  #waiting: ((isIn: boolean) => void)[] = [];

  /** @return whether it is worth asking the API again */
  ask(isForRecent = false): Promise<boolean> {
    if (this.email === null) return Promise.resolve(false);
    this.isAsked = true;
    this.isForRecent = isForRecent;
    return new Promise((done) => this.#waiting.push(done));
  }

  answer(isIn: boolean): void {
    this.isAsked = false;
    this.isForRecent = false;
    for (const done of this.#waiting.splice(0)) done(isIn);
  }
}

export const renewal = new Renewal();
