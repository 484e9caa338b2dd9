import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, useAction, useCall } from '../../client/index.ts'
import { useFormat } from '../../design/use-format.ts'
import { Field } from '../field.tsx'
import { Form } from '../form.tsx'
import { Link } from '../link.tsx'
import { Loaded } from '../loaded.tsx'
import parts from '../parts.module.css'
import {
  correctOwnData,
  exportOwnData,
  type OwnData,
  printOwnData,
  readOwnData,
  readPortalCard,
} from '../routes.ts'
import { Addresses } from './addresses.tsx'
import { SubPage } from './sub-page.tsx'

/** What is known of me: to see, to correct, to take along, to end. */
export function DataPage() {
  const { t } = useTranslation('portal')
  const own = useCall(readOwnData, {})
  return (
    <SubPage title={t('me.data')}>
      <Loaded reply={own}>
        {(data) => (
          <>
            <Person data={data} />
            <Addresses data={data} />
          </>
        )}
      </Loaded>
      <section className={parts.section}>
        <h2>{t('data.export')}</h2>
        <p className={parts.small}>{t('data.exportWhat')}</p>
        <div className={parts.actions}>
          <a href={addressOf(printOwnData)} download className={parts.wordLink}>
            {t('data.paper')}
          </a>
          <a href={addressOf(exportOwnData)} download="data.json" className={parts.wordLink}>
            {t('data.file')}
          </a>
        </div>
        <Link href="/me/leave" className={parts.wordLink}>
          {t('me.leave')}
        </Link>
      </section>
    </SubPage>
  )
}

function Person({ data }: { data: OwnData }) {
  const { t } = useTranslation('portal')
  const format = useFormat()
  const [name, setName] = useState(data.name ?? '')
  const [birthday, setBirthday] = useState(data.birthday ?? '')
  const correct = useAction(correctOwnData, { changes: [readOwnData, readPortalCard] })
  return (
    <section className={parts.section}>
      <p className={parts.small}>{t('data.since', { date: format.date(data.memberSince) })}</p>
      <Form
        action={t('data.save')}
        busy={correct.isPending}
        problem={correct.error}
        beside={<span role="status">{correct.isSuccess && t('data.saved')}</span>}
        onSend={() =>
          correct.mutate({ body: { name: name.trim() || null, birthday: birthday || null } })
        }
      >
        <Field
          label={t('data.name')}
          autoComplete="name"
          maxLength={200}
          value={name}
          onText={setName}
        />
        <Field
          label={t('data.birthday')}
          hint={t('data.birthdayWhy')}
          type="date"
          autoComplete="bday"
          value={birthday}
          onText={setBirthday}
        />
      </Form>
      {data.phones.length > 0 && (
        <p className={parts.small}>{t('data.phones', { phones: format.list(data.phones) })}</p>
      )}
    </section>
  )
}
