import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDroppedFiles } from '#contract/endpoints/dropped-files.ts'
import { type PlacePurpose, readPlace, removePlace, tryPlace } from '#contract/endpoints/places.ts'
import { readSystem } from '#contract/endpoints/system.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import { Confirm } from '../forms/confirm.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { PlaceDialog } from './place-dialog.tsx'
import { type KnownPlace, triedOf, valuesOf } from './place-values.ts'
import classes from './places.module.css'

type Props = {
  purpose: PlacePurpose
  /** How it goes there, below where it is. */
  children?: ReactNode
}

/** Where copies go, or files come from: said, tried, changed, taken away. */
export function PlaceSection({ purpose, children }: Props) {
  const { t } = useTranslation('places')
  const reply = useCall(readPlace, { params: { purpose } })
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const close = () => setOpen(null)
  return (
    <Section heading={t(`${purpose}.heading`)}>
      <Loaded reply={reply} shape="rows">
        {({ place }) => (
          <>
            <p className={forms.text}>{place ? <Where place={place} /> : t(`${purpose}.none`)}</p>
            {place?.resting && (
              <p className={forms.text}>
                <Warning>{t('resting')}</Warning>
              </p>
            )}
            {place && children}
            <div className={classes.acts}>
              <Button onClick={() => setOpen('change')}>
                {t(place ? (place.resting ? 'goOn' : 'change') : 'add')}
              </Button>
              {place && <Check purpose={purpose} place={place} />}
              {place && (
                <Button kind="plain" onClick={() => setOpen('remove')}>
                  {t('remove')}
                </Button>
              )}
            </div>
            {open === 'change' && <PlaceDialog purpose={purpose} known={place} onClose={close} />}
            {open === 'remove' && <RemovePlace purpose={purpose} onClose={close} />}
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Where({ place: { address } }: { place: KnownPlace }) {
  const { t } = useTranslation('places')
  const folder = address.folder === '' ? '' : `/${address.folder.replace(/^\/+/, '')}`
  const where =
    address.kind === 's3'
      ? `${address.bucket}${folder} (${new URL(address.endpoint).host})`
      : `${address.user}@${address.host}${folder}`
  return (
    <>
      {t(`on.${address.kind}`)} <span className={forms.anywhere}>{where}</span>
    </>
  )
}

/** With what is known already: nothing has to be typed again. */
function Check({ purpose, place }: { purpose: PlacePurpose; place: KnownPlace }) {
  const { t } = useTranslation('places')
  const [failure, setFailure] = useState<string | null>(null)
  const action = useAction(tryPlace, {
    onDone: (checked) => {
      setFailure(checked.failure && t(`failure.${checked.failure}`))
      if (checked.failure === null) toast(t('fine'))
    },
  })
  const hostKey = place.address.kind === 'sftp' ? place.address.hostKey : null
  const check = () => {
    setFailure(null)
    action.mutate(
      { params: { purpose }, body: triedOf(valuesOf(purpose, place), hostKey) },
      { onError: () => setFailure(t('failed')) },
    )
  }
  return (
    <>
      <Button kind="plain" busy={action.isPending} onClick={check}>
        {t(action.isPending ? 'checking' : 'check')}
      </Button>
      {failure && (
        <p className={classes.failure} role="alert">
          <Warning>{failure}</Warning>
        </p>
      )}
    </>
  )
}

function RemovePlace({ purpose, onClose }: { purpose: PlacePurpose; onClose: () => void }) {
  const { t } = useTranslation('places')
  const action = useAction(removePlace, {
    changes: [readPlace, readSystem, listDroppedFiles],
    onDone: () => {
      toast(t('removed'))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('removeTitle')}
      word={t('remove')}
      action={action}
      onConfirm={() => action.mutate({ params: { purpose } })}
      onClose={onClose}
    >
      <p>{t(`${purpose}.removeWhat`)}</p>
    </Confirm>
  )
}
