import { RestError } from '@flowstate/client'
import type { ErrorCode } from '@flowstate/protocol'
import i18next from 'i18next'

export function isUnreachable(error: unknown): boolean {
  return error instanceof RestError && error.status === 0
}

/** What went wrong, in words for a person: what the server says, or that it cannot be reached. */
export function problemText(error: unknown): string {
  if (isUnreachable(error)) return i18next.t('home.unreachable')
  if (codeOf(error) === 'last_owner') return i18next.t('workspaces.lastOwner')
  return error instanceof Error ? error.message : String(error)
}

/** Runs something a dialog waits for: what it throws reads as a sentence. */
export async function inWords<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    throw new Error(problemText(error), { cause: error })
  }
}

/** The code of a refusal, also behind words; undefined for anything else. */
export function codeOf(error: unknown): ErrorCode | undefined {
  if (error instanceof RestError) return error.problem?.code
  return error instanceof Error && error.cause instanceof RestError ? error.cause.problem?.code : undefined
}
