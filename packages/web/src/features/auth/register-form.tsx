import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { Button } from '../../ui/button.tsx'
import { LabelledField } from '../../ui/labelled-field.tsx'
import styles from './auth-pages.module.css'
import { register } from './bring-guest.ts'
import { PasswordField } from './password-field.tsx'
import { useAccountForm } from './use-account-form.ts'
import { useSignedIn } from './use-signed-in.ts'

/** Name, e-mail and password of a new account; a guest keeps the name others know already. */
export function RegisterForm(props: { onRegistered(): void }) {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const guest = useSignedIn()?.user
  const knownName = guest === undefined || guest.displayName === t('guestName') ? '' : guest.displayName
  const { busy, bind, problemAt } = useAccountForm(async (read) => {
    await register(rest, {
      email: read('email'),
      password: read('password'),
      displayName: read('name').trim(),
    })
    await queries.invalidateQueries()
    props.onRegistered()
  })
  const general = problemAt('form')
  return (
    <form className={styles.form} {...bind}>
      <LabelledField
        label={t('auth.name')}
        name="name"
        autoComplete="name"
        defaultValue={knownName}
        hint={t('auth.nameHint')}
        problem={problemAt('name')}
        maxLength={80}
        pattern=".*\S.*"
        required
      />
      <LabelledField
        label={t('auth.email')}
        name="email"
        type="email"
        autoComplete="username"
        problem={problemAt('email')}
        maxLength={254}
        required
      />
      <PasswordField
        name="password"
        label={t('auth.password')}
        purpose="new-password"
        hint={t('auth.passwordHint')}
        problem={problemAt('password')}
      />
      {general !== null && (
        <p className={styles.banner} role="alert">
          {general}
        </p>
      )}
      <Button type="submit" look="primary" busy={busy}>
        {t('register.submit')}
      </Button>
    </form>
  )
}
