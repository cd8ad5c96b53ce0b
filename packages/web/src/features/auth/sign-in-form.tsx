import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { Button } from '../../ui/button.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { EmailField } from './account-fields.tsx'
import { AccountForm } from './account-form.tsx'
import styles from './auth-pages.module.css'
import { bringGuest, findGuestWork, type GuestWork, signInWith, takeGuestToken } from './bring-guest.ts'
import { PasswordField } from './password-field.tsx'
import { useAccountForm } from './use-account-form.ts'

/** Whether to take along what the guest of this browser has. */
function BringChoice(props: {
  readonly work: GuestWork
  readonly bring: boolean
  change(bring: boolean): void
}) {
  const { t } = useTranslation()
  const { work, bring, change } = props
  if (work.kind === 'none') return null
  const hint =
    work.kind === 'invited' ? t('signIn.bringLimited') : t('signIn.bringHint', { count: work.count })
  return (
    <div>
      <Toggle label={t('signIn.bring')} hint={hint} on={bring} change={change} />
      {!bring && work.kind === 'canvases' && <small className={styles.warn}>{t('signIn.leave')}</small>}
    </div>
  )
}

/** Signed in, but the guest's canvases are still the guest's: nothing is lost while this stands here. */
function BringAgain(props: { readonly guestToken: string; onDone(): void }) {
  const { t } = useTranslation()
  const { rest } = useServices()
  const { busy, bind, problemAt } = useAccountForm(async () => {
    await bringGuest(rest, props.guestToken)
    props.onDone()
  })
  return (
    <form className={styles.form} {...bind}>
      <p className={styles.banner} role="alert">
        {problemAt('form') ?? t('signIn.notBrought')}
      </p>
      <div className={styles.buttons}>
        <Button type="submit" look="primary" busy={busy}>
          {t('signIn.bringAgain')}
        </Button>
        <Button onClick={props.onDone}>{t('signIn.goOn')}</Button>
      </div>
    </form>
  )
}

/**
 * E-mail and password. A guest with canvases is asked whether they come along.
 * @param props.account whose password it must be, for people who are asked back in
 */
export function SignInForm(props: {
  readonly account?: string
  readonly email?: string
  onSignedIn(result: { readonly leftGuest: boolean }): void
}) {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const [bring, setBring] = useState(true)
  const [waitingToken, setWaitingToken] = useState<string | null>(null)
  const { data: work = { kind: 'none' } as const } = useQuery({
    queryKey: ['guest-work'],
    queryFn: () => findGuestWork(rest),
    staleTime: 0,
  })
  const hasWork = work.kind !== 'none'

  const form = useAccountForm(async (read) => {
    const guestToken = hasWork && bring ? await takeGuestToken(rest) : null
    await signInWith(rest, { email: props.account ?? read('email'), password: read('password') })
    queries.clear()
    if (guestToken === null) return props.onSignedIn({ leftGuest: hasWork })
    try {
      await bringGuest(rest, guestToken)
    } catch {
      setWaitingToken(guestToken)
      return
    }
    props.onSignedIn({ leftGuest: false })
  })

  if (waitingToken !== null)
    return <BringAgain guestToken={waitingToken} onDone={() => props.onSignedIn({ leftGuest: true })} />
  return (
    <AccountForm form={form} submit={t('signIn.submit')}>
      <EmailField
        defaultValue={props.account ?? props.email}
        readOnly={props.account !== undefined}
        problem={form.problemAt('email')}
      />
      <PasswordField
        name="password"
        label={t('auth.password')}
        purpose="current-password"
        problem={form.problemAt('password')}
        autoFocus={props.account !== undefined}
      />
      <BringChoice work={work} bring={bring} change={setBring} />
    </AccountForm>
  )
}
