/** Who of several processes goes on, one step at a time. */
export interface Turns {
  /** The process is at work: nobody goes on before it asks for a turn or is done. */
  begin(name: string): void;
  done(name: string): void;
  /** Resolves when it is the turn of the process. */
  turn(name: string): Promise<void>;
}

/**
 * Lets one process at a time take its next step, drawn by `choose` when all that are at work have asked: every order of steps is
 * possible, whatever the machine's own timing.
 *
 * @param choose a whole number from 0 to below its argument
 */
export function createTurns(choose: (below: number) => number): Turns {
  const atWork = new Set<string>();
  const waiting = new Map<string, () => void>();
  const draw = () => {
    if (waiting.size === 0 || waiting.size < atWork.size) return;
    const [name, go] = [...waiting][choose(waiting.size)] ?? [];
    if (name === undefined) return;
    waiting.delete(name);
    go?.();
  };
  return {
    begin: (name) => void atWork.add(name),
    done(name) {
      atWork.delete(name);
      waiting.delete(name);
      draw();
    },
    turn: (name) =>
      new Promise((resolve) => {
        waiting.set(name, resolve);
        draw();
      }),
  };
}
