import { readFileSync } from 'node:fs'

/** The user a child process shall run as; empty means the user we are. */
export type RunAs = { readonly uid?: number; readonly gid?: number }

/**
 * PostgreSQL refuses to run as root. As root this names the `postgres` user, or `nobody` where there is none;
 * as anybody else it is empty.
 */
export function unprivilegedUser(): RunAs {
  if (process.getuid?.() !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const account = accounts.find(([name]) => name === wanted)
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) }
  }
  throw new Error('running as root, and there is neither a user postgres nor nobody to run PostgreSQL as')
}
