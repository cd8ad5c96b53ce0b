import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldProblem, type FormField, fieldProblemOf, problemIn } from './field-problem.ts'
import { wordsAt } from './field-words.ts'

/** Reads a field of the form that was sent; empty when there is none. */
export type ReadField = (name: FormField) => string

/**
 * A form of the account pages: sends, waits, and puts a refusal at the field it is about, which gets the focus. Fields are named
 * after what refusals call them.
 */
export function useAccountForm(send: (read: ReadField) => Promise<void>) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<FieldProblem | null>(null)
  const form = useRef<HTMLFormElement>(null)

  const show = (found: FieldProblem): void => {
    setProblem(found)
    form.current?.querySelector<HTMLInputElement>(`input[name="${found.field}"]`)?.focus()
  }

  /** What is being mended is not complained about any more. */
  const mend = (event: FormEvent<HTMLFormElement>): void => {
    if (event.target instanceof HTMLInputElement && event.target.name === problem?.field) setProblem(null)
  }

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const wrong = problemIn(event.currentTarget)
    if (wrong !== null) return show(wrong)
    const data = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(null)
    try {
      await send((name) => String(data.get(name) ?? ''))
    } catch (error) {
      show(fieldProblemOf(error))
    } finally {
      setBusy(false)
    }
  }

  return {
    busy,
    /** For the form element. What is missing is said at the field, in the language of the page: not by the browser. */
    bind: {
      ref: form,
      noValidate: true,
      onInput: mend,
      onSubmit: (event: FormEvent<HTMLFormElement>) => void submit(event),
    },
    problemAt: (field: FormField) => wordsAt(problem, field, t),
  }
}

export type AccountFormState = ReturnType<typeof useAccountForm>
