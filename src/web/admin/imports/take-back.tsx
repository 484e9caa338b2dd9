import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readImport, takeBackImport } from '#contract/endpoints/imports.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Refusal } from '../../design/refusal.tsx'
import classes from './imports.module.css'
import type { OneImport } from './one-import.ts'
import { useRefusalWords } from './use-refusal-words.ts'

/** Undoes a whole import, after saying what will be gone. */
export function TakeBack({ one }: { one: OneImport }) {
  const { t } = useTranslation('imports')
  const refusalWords = useRefusalWords()
  const [isOpen, setOpen] = useState(false)
  const takeBack = useAction(takeBackImport, {
    changes: [readImport],
    onDone: () => setOpen(false),
  })
  const count = one.result.accepted
  return (
    <>
      <p className={classes.words}>{t('takeBack.words')}</p>
      <Button kind="destructive" onClick={() => setOpen(true)}>
        {t('takeBack.open')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('takeBack.title')}
        actions={
          <Button
            kind="destructive"
            busy={takeBack.isPending}
            onClick={() => takeBack.mutate({ params: { importId: one.id } })}
          >
            {count === 0 ? t('takeBack.confirmNothing') : t('takeBack.confirm', { count })}
          </Button>
        }
      >
        {count === 0 ? (
          <p>{t('takeBack.nothing')}</p>
        ) : (
          <>
            <p>
              {t('takeBack.gone', { count })} {one.result.customers !== 0 && t('takeBack.people')}
            </p>
            <p className={classes.after}>{t('takeBack.figures')}</p>
          </>
        )}
        {takeBack.error && <Refusal place="below">{refusalWords(takeBack.error)}</Refusal>}
      </Dialog>
    </>
  )
}
