/** Code that comes late, and for good: once it is here, it is used in the very moment it is asked for. */
export interface KeptPart<Part> {
  /** Fetches it before anybody asks; where that fails, whoever asks tries again. */
  prepare(): Promise<void>
  /** Null until it is here. */
  now(): Part | null
  use(work: (part: Part) => void): void
}

/** For what keys do: an import answers a moment later even when it has been loaded, and the next key would be too early. */
export function keptPart<Part>(load: () => Promise<Part>): KeptPart<Part> {
  let part: Part | null = null
  const fetched = async (): Promise<Part> => {
    part ??= await load()
    return part
  }
  return {
    prepare: () =>
      fetched().then(
        () => undefined,
        () => undefined,
      ),
    now: () => part,
    use(work) {
      if (part !== null) work(part)
      // Where it cannot be fetched nothing is done; whoever asks again tries again.
      else void fetched().then(work, () => undefined)
    },
  }
}
