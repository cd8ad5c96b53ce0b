import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { nameLayerHost } from '../ui/layer-host.ts'
import { english } from './english.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'translation'
    readonly keySeparator: false
    readonly resources: { readonly translation: typeof english }
  }
}

/** Call once, before the first render. */
export function startTranslations(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
  })
  nameLayerHost(i18next.t('frame.layers'))
}
