import { useTranslation } from 'react-i18next'
import { readWalletSettings } from '#contract/endpoints/wallet.ts'
import { useCall } from '../../client/index.ts'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { SectionHead } from '../settings/section-head.tsx'
import { AppleDialog } from './apple-dialog.tsx'
import { CertificateAge } from './certificate-age.tsx'
import { GoogleDialog } from './google-dialog.tsx'
import { WalletPart } from './wallet-part.tsx'

/** The same card in the wallets of phones: on or off, and how it goes. */
export function WalletsSection() {
  const { t } = useTranslation('wallet-office')
  const reply = useCall(readWalletSettings, {})
  return (
    <>
      <SectionHead name="wallets" />
      <Loaded reply={reply} shape="rows">
        {({ apple, google }) => (
          <>
            <WalletPart
              kind="apple"
              known={apple}
              who={apple ? t('apple.who', apple) : ''}
              dialog={(onClose) => <AppleDialog known={apple} onClose={onClose} />}
            >
              {apple && <CertificateAge validUntil={apple.validUntil} />}
            </WalletPart>
            <WalletPart
              kind="google"
              known={google}
              who={google ? t('google.who', google) : ''}
              dialog={(onClose) => <GoogleDialog known={google} onClose={onClose} />}
            />
            <p className={`${forms.hint} ${forms.part}`}>{t('sealed')}</p>
          </>
        )}
      </Loaded>
    </>
  )
}
