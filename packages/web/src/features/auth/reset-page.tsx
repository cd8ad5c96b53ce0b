import { RestError } from '@flowstate/client'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../app/page-frame.tsx'
import { useServices } from '../../app/services.ts'
import controls from '../../ui/controls.module.css'
import { AccountForm } from './account-form.tsx'
import { AuthCard } from './auth-card.tsx'
import { PasswordField } from './password-field.tsx'
import { useAccountForm } from './use-account-form.ts'

type Step = 'choose' | 'done' | 'dead'

/** The token of the link is taken out of the address at once: it must not be in what is copied or looked at over a shoulder. */
function takeToken(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token')
  if (token !== null) window.history.replaceState(window.history.state, '', window.location.pathname)
  return token
}

/** Also a link that is opened in a tab that shows this page already: then only the fragment changes. */
function useToken(): string | null {
  const [token, setToken] = useState(takeToken)
  useEffect(() => {
    const look = (): void => setToken((known) => takeToken() ?? known)
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])
  return token
}

function ChooseForm(props: { readonly token: string; onStep(step: Step): void }) {
  const { t } = useTranslation()
  const { rest } = useServices()
  const form = useAccountForm(async (read) => {
    try {
      await rest.request({
        method: 'POST',
        path: '/auth/reset/confirm',
        body: { token: props.token, password: read('password') },
        anonymous: true,
      })
    } catch (error) {
      if (error instanceof RestError && error.status === 404) return props.onStep('dead')
      throw error
    }
    // Every login of the account has ended. Whether that was ours, only the server knows.
    if (rest.session.current() !== null)
      await rest.session.accessToken(Number.POSITIVE_INFINITY).catch(() => undefined)
    props.onStep('done')
  })
  return (
    <AccountForm form={form} submit={t('reset.submit')}>
      <PasswordField
        name="password"
        label={t('auth.newPassword')}
        purpose="new-password"
        hint={t('auth.passwordHint')}
        problem={form.problemAt('password')}
        autoFocus
      />
    </AccountForm>
  )
}

/** `/reset#token=...`: where the link of a mail, or of an owner, leads. */
export function ResetPage() {
  const { t } = useTranslation()
  const token = useToken()
  const [step, setStep] = useState<Step>('choose')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another token is another try
  useEffect(() => setStep('choose'), [token])

  const ask: ReactNode = (
    <Link to="/forgot" className={`${controls.button} ${controls.primary}`}>
      {t('reset.ask')}
    </Link>
  )
  if (step === 'done')
    return (
      <PageFrame>
        <div role="status">
          <AuthCard title={t('reset.doneTitle')} text={t('reset.doneText')}>
            <Link to="/sign-in" className={`${controls.button} ${controls.primary}`}>
              {t('signIn.submit')}
            </Link>
          </AuthCard>
        </div>
      </PageFrame>
    )
  if (token === null || step === 'dead')
    return (
      <PageFrame>
        <div role={step === 'dead' ? 'alert' : undefined}>
          <AuthCard
            title={step === 'dead' ? t('reset.deadTitle') : t('reset.noTokenTitle')}
            text={step === 'dead' ? t('reset.deadText') : t('reset.noTokenText')}
          >
            {ask}
          </AuthCard>
        </div>
      </PageFrame>
    )
  return (
    <PageFrame>
      <AuthCard title={t('reset.title')} text={t('reset.text')}>
        <ChooseForm key={token} token={token} onStep={setStep} />
      </AuthCard>
    </PageFrame>
  )
}
