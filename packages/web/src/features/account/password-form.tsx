import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toaster.tsx'
import styles from '../auth/auth-pages.module.css'
import { PasswordField } from '../auth/password-field.tsx'
import { useAccountForm } from '../auth/use-account-form.ts'
import { devicesKey } from './device-list.tsx'

/** Another password; the other devices are signed out with it. */
export function PasswordForm() {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const fields = useRef<HTMLDivElement>(null)
  const { busy, bind, problemAt } = useAccountForm(async (read) => {
    await rest.post('/auth/password', {
      currentPassword: read('currentPassword'),
      newPassword: read('password'),
    })
    fields.current?.closest('form')?.reset()
    await queries.invalidateQueries({ queryKey: devicesKey })
    toast(t('account.passwordChanged'))
  })
  const general = problemAt('form')
  return (
    <form className={styles.form} {...bind}>
      <div ref={fields} className={styles.form}>
        <PasswordField
          name="currentPassword"
          label={t('account.currentPassword')}
          purpose="current-password"
          problem={problemAt('currentPassword')}
        />
        <PasswordField
          name="password"
          label={t('auth.newPassword')}
          purpose="new-password"
          hint={t('auth.passwordHint')}
          problem={problemAt('password')}
        />
      </div>
      {general !== null && (
        <p className={styles.banner} role="alert">
          {general}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" busy={busy}>
          {t('account.changePassword')}
        </Button>
      </div>
    </form>
  )
}
