import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { EmailField, NameField } from './account-fields.tsx'
import { AccountForm } from './account-form.tsx'
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
  const form = useAccountForm(async (read) => {
    await register(rest, {
      email: read('email'),
      password: read('password'),
      displayName: read('name').trim(),
    })
    await queries.invalidateQueries()
    props.onRegistered()
  })
  return (
    <AccountForm form={form} submit={t('register.submit')}>
      <NameField defaultValue={knownName} problem={form.problemAt('name')} />
      <EmailField problem={form.problemAt('email')} />
      <PasswordField
        name="password"
        label={t('auth.password')}
        purpose="new-password"
        hint={t('auth.passwordHint')}
        problem={form.problemAt('password')}
      />
    </AccountForm>
  )
}
