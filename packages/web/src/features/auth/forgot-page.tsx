import type { ResetAnswer } from '@flowstate/protocol'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../app/page-frame.tsx'
import { useServices } from '../../app/services.ts'
import { Button } from '../../ui/button.tsx'
import { EmailField } from './account-fields.tsx'
import { AccountForm } from './account-form.tsx'
import { AuthCard } from './auth-card.tsx'
import styles from './auth-pages.module.css'
import { lastAccount } from './ensure-signed-in.ts'
import { useAccountForm } from './use-account-form.ts'

type Asked = { readonly email: string; readonly byMail: boolean }

function AskForm(props: { onAsked(asked: Asked): void }) {
  const { t } = useTranslation()
  const { rest } = useServices()
  const form = useAccountForm(async (read) => {
    const email = read('email')
    const { byMail } = await rest.request<ResetAnswer>({
      method: 'POST',
      path: '/auth/reset',
      body: { email },
      anonymous: true,
    })
    props.onAsked({ email, byMail })
  })
  return (
    <AccountForm form={form} submit={t('forgot.submit')}>
      <EmailField defaultValue={lastAccount()} problem={form.problemAt('email')} />
    </AccountForm>
  )
}

/** `/forgot`: asks for a link by mail, or says who else can help. */
export function ForgotPage() {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asked | null>(null)
  const footer = (
    <Link to="/sign-in" className={styles.link}>
      {t('forgot.back')}
    </Link>
  )
  return (
    <PageFrame>
      {asked === null ? (
        <AuthCard title={t('forgot.title')} text={t('forgot.text')} footer={footer}>
          <AskForm onAsked={setAsked} />
        </AuthCard>
      ) : (
        <div role="status">
          <AuthCard
            title={asked.byMail ? t('forgot.sentTitle') : t('forgot.noMailTitle')}
            text={asked.byMail ? t('forgot.sentText', { email: asked.email }) : t('forgot.noMailText')}
            footer={footer}
          >
            {asked.byMail && <Button onClick={() => setAsked(null)}>{t('forgot.again')}</Button>}
          </AuthCard>
        </div>
      )}
    </PageFrame>
  )
}
