import { Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { PlacePurpose } from '#contract/endpoints/places.ts'
import { Segmented } from '../../design/segmented.tsx'
import { NumberField } from '../forms/number-fields.tsx'
import { PasswordField } from '../sign-in/password-field.tsx'
import type { PlaceValues } from './place-values.ts'

type Form = ReturnType<typeof usePlaceForm>

export function usePlaceForm(initialValues: PlaceValues) {
  const { t } = useTranslation('settings')
  const filled = (kind: PlaceValues['kind']) => (text: number | string, values: PlaceValues) =>
    values.kind === kind && String(text).trim() === '' ? t('fault.missing') : null
  return useForm<PlaceValues>({
    initialValues,
    validate: {
      endpoint: (text, { kind }) =>
        kind === 's3' && !/^https?:\/\/./.test(text) ? t('fault.missing') : null,
      region: filled('s3'),
      bucket: filled('s3'),
      accessKey: filled('s3'),
      host: filled('sftp'),
      user: filled('sftp'),
      port: (port, { kind }) =>
        kind === 'sftp' && !(Number(port) >= 1 && Number(port) <= 65_535)
          ? t('fault.number', { from: 1, to: 65_535 })
          : null,
    },
  })
}

type Props = { purpose: PlacePurpose; form: Form; hasSecret: boolean }

export function PlaceFields({ purpose, form, hasSecret }: Props) {
  const { t } = useTranslation('places')
  const { kind } = form.values
  return (
    <>
      {purpose === 'copies' && (
        <div>
          <Segmented
            label={t('kind')}
            value={kind}
            options={[
              { value: 's3', word: t('kinds.s3') },
              { value: 'sftp', word: t('kinds.sftp') },
            ]}
            onChange={(chosen) => form.setFieldValue('kind', chosen)}
          />
        </div>
      )}
      {kind === 's3' ? (
        <S3Fields form={form} hasSecret={hasSecret} />
      ) : (
        <SftpFields form={form} hasSecret={hasSecret} />
      )}
      <TextInput
        label={t('folder')}
        description={t(`folderHint.${purpose}`)}
        maxLength={500}
        {...form.getInputProps('folder')}
      />
    </>
  )
}

type KindProps = Pick<Props, 'form' | 'hasSecret'>

function S3Fields({ form, hasSecret }: KindProps) {
  const { t } = useTranslation('places')
  return (
    <>
      <TextInput
        label={t('endpoint')}
        description={t('endpointHint')}
        type="url"
        maxLength={500}
        {...form.getInputProps('endpoint')}
      />
      <TextInput label={t('region')} maxLength={100} {...form.getInputProps('region')} />
      <TextInput label={t('bucket')} maxLength={63} {...form.getInputProps('bucket')} />
      <TextInput
        label={t('accessKey')}
        autoComplete="off"
        maxLength={200}
        {...form.getInputProps('accessKey')}
      />
      <PasswordField
        label={t('secretKey')}
        description={hasSecret ? t('secretKept') : undefined}
        autoComplete="off"
        maxLength={500}
        {...form.getInputProps('secretKey')}
      />
    </>
  )
}

function SftpFields({ form, hasSecret }: KindProps) {
  const { t } = useTranslation('places')
  const description = hasSecret ? t('secretKept') : undefined
  return (
    <>
      <TextInput label={t('host')} maxLength={253} {...form.getInputProps('host')} />
      <NumberField label={t('port')} allowDecimal={false} {...form.getInputProps('port')} />
      <TextInput
        label={t('user')}
        autoComplete="off"
        maxLength={200}
        {...form.getInputProps('user')}
      />
      <div>
        <Segmented
          label={t('proof')}
          value={form.values.proof}
          options={[
            { value: 'password', word: t('password') },
            { value: 'privateKey', word: t('privateKey') },
          ]}
          onChange={(chosen) => form.setFieldValue('proof', chosen)}
        />
      </div>
      {form.values.proof === 'password' ? (
        <PasswordField
          label={t('password')}
          description={description}
          autoComplete="off"
          maxLength={1000}
          {...form.getInputProps('password')}
        />
      ) : (
        <Textarea
          label={t('privateKey')}
          description={description ?? t('privateKeyHint')}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={20_000}
          spellCheck={false}
          {...form.getInputProps('privateKey')}
        />
      )}
    </>
  )
}
