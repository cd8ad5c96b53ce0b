import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { toast } from '../../ui/toasts.ts'
import { AccountForm } from '../auth/account-form.tsx'
import styles from '../auth/auth-pages.module.css'
import { PasswordField } from '../auth/password-field.tsx'
import { useAccountForm } from '../auth/use-account-form.ts'
import { devicesKey } from './device-list.tsx'

/** Another password; the other devices are signed out with it. */
export function PasswordForm() {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const fields = useRef<HTMLDivElement>(null)
  const form = useAccountForm(async (read) => {
    await rest.post('/auth/password', {
      currentPassword: read('currentPassword'),
      newPassword: read('password'),
    })
    fields.current?.closest('form')?.reset()
    await queries.invalidateQueries({ queryKey: devicesKey })
    toast(t('account.passwordChanged'))
  })
  return (
    <AccountForm form={form} submit={t('account.changePassword')} look="plain" inRow>
      <div ref={fields} className={styles.form}>
        <PasswordField
          name="currentPassword"
          label={t('account.currentPassword')}
          purpose="current-password"
          problem={form.problemAt('currentPassword')}
        />
        <PasswordField
          name="password"
          label={t('auth.newPassword')}
          purpose="new-password"
          hint={t('auth.passwordHint')}
          problem={form.problemAt('password')}
        />
      </div>
    </AccountForm>
  )
}
