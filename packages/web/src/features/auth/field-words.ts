import type { TFunction } from 'i18next'
import type { FieldProblem, FormField } from './field-problem.ts'

function wordsOf({ field, reason }: FieldProblem, t: TFunction): string {
  switch (reason.kind) {
    case 'offline':
      return t('error.offline')
    case 'words':
      return reason.words
    case 'code':
      switch (reason.code) {
        case 'email_taken':
          return t('problem.emailTaken')
        case 'invalid_credentials':
          return field === 'currentPassword' ? t('problem.wrongCurrent') : t('problem.wrongPassword')
        case 'too_many_requests':
          return t('problem.tooMany')
        case 'bad_email':
          return t('problem.badEmail')
      }
  }
}

/** What to say at a field: nothing, when the problem is another's. */
export function wordsAt(problem: FieldProblem | null, field: FormField, t: TFunction): string | null {
  return problem?.field === field ? wordsOf(problem, t) : null
}
