import type { TFunction } from 'i18next'
import type { FieldProblem, FormField } from './field-problem.ts'

/** In whole minutes once it is longer than one: rounded up, so that nobody comes back too early. */
function waitWords(seconds: number | null, t: TFunction): string {
  if (seconds === null) return t('problem.tooMany')
  return seconds <= 60
    ? t('problem.tooManySeconds', { count: seconds })
    : t('problem.tooManyMinutes', { count: Math.ceil(seconds / 60) })
}

function missingWords(field: FormField, t: TFunction): string {
  switch (field) {
    case 'email':
      return t('problem.noEmail')
    case 'name':
      return t('problem.noName')
    default:
      return t('problem.noPassword')
  }
}

function wordsOf({ field, reason }: FieldProblem, t: TFunction): string {
  switch (reason.kind) {
    case 'offline':
      return t('error.offline')
    case 'words':
      return reason.words
    case 'wait':
      return waitWords(reason.seconds, t)
    case 'code':
      switch (reason.code) {
        case 'email_taken':
          return t('problem.emailTaken')
        case 'invalid_credentials':
          return field === 'currentPassword' ? t('problem.wrongCurrent') : t('problem.wrongPassword')
        case 'bad_email':
          return t('problem.badEmail')
        case 'weak_password':
          return t('problem.weakPassword')
        case 'empty':
          return missingWords(field, t)
      }
  }
}

/** What to say at a field: nothing, when the problem is another's. */
export function wordsAt(problem: FieldProblem | null, field: FormField, t: TFunction): string | null {
  return problem?.field === field ? wordsOf(problem, t) : null
}
