/** What the operating system calls an error, such as `ENOENT`; null for every other error. */
export function systemCodeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** What is said of a directory that is set and cannot be used. */
export function cannotBeWritten(setting: string, directory: string, code: string | null): string {
  const why = code === null ? '' : ` (${code})`
  return `${setting} ${directory} cannot be written to${why}; choose another directory`
}
