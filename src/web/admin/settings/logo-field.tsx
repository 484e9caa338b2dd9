import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Business,
  logoBytesMax,
  readBusiness,
  removeLogo,
  uploadLogo,
} from '#contract/endpoints/business.ts'
import { readSession, readWelcome } from '#contract/endpoints/session.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { FileDrop } from '../../design/file-drop.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { toast } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import { useRefusal } from '../forms/refusal.ts'
import { LogoPreview } from './logo-preview.tsx'
import classes from './settings.module.css'

const changes = [readBusiness, readSession, readWelcome]

/** The logo as it is, the one just chosen beside its name, and the way back to none. */
export function LogoField({ business }: { business: Business }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const [file, setFile] = useState<File | null>(null)
  const remove = useAction(removeLogo, { changes, onDone: () => toast(t('look.removed')) })
  if (file) return <Chosen file={file} name={business.name} onEnd={() => setFile(null)} />
  return (
    <div className={forms.stack}>
      <LogoPreview name={business.name} logoUrl={business.logo} />
      {business.logo === null && <p className={forms.hint}>{t('look.none')}</p>}
      <div className={classes.drop}>
        <FileDrop
          label={t('look.drop')}
          hint={t('look.dropHint', { limit: format.bytes(logoBytesMax) })}
          endings={['.png', '.jpg', '.jpeg']}
          bytesMax={logoBytesMax}
          onFile={setFile}
        />
      </div>
      {business.logo !== null && (
        <div>
          <Button kind="destructive" busy={remove.isPending} onClick={() => remove.mutate({})}>
            {t('look.remove')}
          </Button>
        </div>
      )}
    </div>
  )
}

type ChosenProps = { file: File; name: string; onEnd: () => void }

/** Looked at before it is used; a picture that cannot be drawn cannot be used. */
function Chosen({ file, name, onEnd }: ChosenProps) {
  const { t } = useTranslation(['settings', 'frame'])
  const refusal = useRefusal()
  const url = useFileAddress(file)
  const [isBroken, setBroken] = useState(false)
  const upload = useAction(uploadLogo, {
    changes,
    onDone: () => {
      toast(t('look.logoSaved'))
      onEnd()
    },
  })
  const fault = isBroken ? t('look.broken') : upload.error && refusal(upload.error)
  return (
    <div className={forms.stack}>
      {url && !isBroken && (
        <LogoPreview name={name} logoUrl={url} onBroken={() => setBroken(true)} />
      )}
      <Refusal>{fault}</Refusal>
      <div className={classes.buttons}>
        <Button
          kind="main"
          busy={upload.isPending}
          disabled={isBroken}
          onClick={() => upload.mutate({ body: file })}
        >
          {t('look.use')}
        </Button>
        <Button kind="plain" disabled={upload.isPending} onClick={onEnd}>
          {t('frame:action.discard')}
        </Button>
      </div>
    </div>
  )
}

/** An address of the file within this page, given back when it is no longer shown. */
function useFileAddress(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}
