import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import { announce } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import classes from './access.module.css'

/** Told of recovery codes where some were made. */
export type OnCodes = (codes: readonly string[] | null) => void

type RecoveryCodesProps = { codes: readonly string[]; onDone: () => void }

/** Shown this once; they stay until the person says that they are safe. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation(['access', 'settings'])
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
    announce(t('settings:action.copied'))
  }
  return (
    <Section heading={t('access:recovery.heading')}>
      <p className={forms.text}>{t('access:recovery.what')}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={`${classes.acts} ${classes.below}`}>
        <Button kind="main" onClick={onDone}>
          {t('access:recovery.done')}
        </Button>
        {/* Over plain HTTP browsers give no clipboard; the list can still be marked. */}
        {navigator.clipboard !== undefined && (
          <Button kind="plain" onClick={copy}>
            {copied ? t('settings:action.copied') : t('access:recovery.copy')}
          </Button>
        )}
      </div>
    </Section>
  )
}
