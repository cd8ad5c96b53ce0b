import type { SignedIn } from '@flowstate/client'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import controls from '../../ui/controls.module.css'
import styles from '../canvases/canvas-states.module.css'

/** For servers that ask who people are: an account, or a new one. */
export function SignInForm(props: { onSignedIn(): void }) {
  const { t } = useTranslation()
  const { rest } = useServices()
  const [isNew, setNew] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const value = (name: string): string => String(data.get(name) ?? '')
    setBusy(true)
    try {
      const signedIn = await rest.request<SignedIn>({
        method: 'POST',
        path: isNew ? '/auth/register' : '/auth/login',
        body: {
          email: value('email'),
          password: value('password'),
          ...(isNew ? { displayName: value('name') } : {}),
        },
        anonymous: true,
      })
      rest.session.set(signedIn)
      props.onSignedIn()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1>{isNew ? t('signIn.register') : t('signIn.title')}</h1>
        <p>{t('error.guestsOff')}</p>
        <form className={styles.form} onSubmit={(event) => void submit(event)}>
          {isNew && (
            <label>
              {t('signIn.name')}
              <input className={controls.field} name="name" autoComplete="name" required maxLength={80} />
            </label>
          )}
          <label>
            {t('signIn.email')}
            <input className={controls.field} name="email" type="email" autoComplete="email" required />
          </label>
          <label>
            {t('signIn.password')}
            <input
              className={controls.field}
              name="password"
              type="password"
              autoComplete={isNew ? 'new-password' : 'current-password'}
              minLength={8}
              required
            />
          </label>
          {problem !== null && (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className={`${controls.button} ${controls.primary}`} disabled={busy}>
            {isNew ? t('signIn.register') : t('signIn.submit')}
          </button>
        </form>
        <button type="button" className={styles.link} onClick={() => setNew(!isNew)}>
          {isNew ? t('signIn.toSignIn') : t('signIn.toRegister')}
        </button>
      </div>
    </main>
  )
}
