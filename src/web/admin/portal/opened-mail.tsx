import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { openMail } from '#contract/endpoints/portal-settings.ts'
import { Dialog } from '../../design/dialog.tsx'
import { useFormat } from '../../design/provider.tsx'
import forms from '../forms/forms.module.css'
import classes from './opened-mail.module.css'

type OpenedMailProps = { mail: WireReply<typeof openMail>; onClose: () => void }

/** The code, to be told to the guest it belongs to and to nobody else. */
export function OpenedMail({ mail: { to, code, link, expiresAt }, onClose }: OpenedMailProps) {
  const { t } = useTranslation('portal-office')
  const format = useFormat()
  return (
    <Dialog isOpen onClose={onClose} title={t('mails.codeFor', { to })}>
      <p className={classes.code}>{code}</p>
      <p className={forms.text}>{t('mails.until', { time: format.time(expiresAt) })}</p>
      <p className={forms.text}>{t('mails.check')}</p>
      {link !== '' && (
        <p className={`${forms.hint} ${forms.anywhere}`}>{t('mails.link', { link })}</p>
      )}
    </Dialog>
  )
}
