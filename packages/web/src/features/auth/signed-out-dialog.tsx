import type { SignedIn } from '@flowstate/client'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { Modal } from '../../ui/modal.tsx'
import styles from './auth-pages.module.css'
import { lastAccount } from './ensure-signed-in.ts'
import { SignInForm } from './sign-in-form.tsx'

/** The same person back in, over the canvas, which stays as it is. Guests have no way back; they are told what they can do. */
export function SignedOutDialog(props: { readonly person: SignedIn['user']; onIn(): void; onClose(): void }) {
  const { t } = useTranslation()
  const next = useLocation({ select: ({ pathname }) => pathname })
  // Somebody who was a guest here may have become an account in another tab.
  const account = props.person.email ?? lastAccount()
  if (account === '')
    return (
      <Modal title={t('signedOut.guestTitle')} text={t('signedOut.guestText')} onClose={props.onClose}>
        <Link to="/sign-in" search={{ next }} className={`${controls.button} ${controls.primary}`}>
          {t('signIn.submit')}
        </Link>
      </Modal>
    )
  return (
    <Modal title={t('signedOut.title')} text={t('signedOut.text')} onClose={props.onClose}>
      <SignInForm account={account} onSignedIn={props.onIn} />
      <a className={styles.link} href="/forgot" target="_blank" rel="noreferrer">
        {t('signIn.forgot')}
      </a>
    </Modal>
  )
}
