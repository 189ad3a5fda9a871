import { defineMessages } from '@xiezhi/engine/message'

export const pushMessages = defineMessages({
  'push.no-key': { zh: '没有这个推送密钥。', en: 'There is no such key.' },
  'push.key-revoked': { zh: '这个推送密钥已经作废。', en: 'This key has been revoked already.' },
  'push.form': {
    zh: '内容类型是 application/json。请每行写一个 JSON 对象，内容类型写 application/x-ndjson；或者发送 CSV，内容类型写 text/csv。',
    en: 'The content type is application/json. Write one JSON object a line and send it as application/x-ndjson, or send CSV as text/csv.',
  },
  'push.delivery-missing': {
    zh: '缺少请求头 Idempotency-Key：请给每次报送一个不重复的编号（1 至 200 个可见字符），重发时用同一个编号。',
    en: 'The header Idempotency-Key is missing: give each delivery a number of its own (1 to 200 visible characters) and use the same when sending again.',
  },
  'push.delivery-differs': {
    zh: '编号 {delivery} 的报送已经收到过，而这次的内容不同。更正请用新的编号。',
    en: 'The delivery {delivery} was received already, with other bytes. Send a correction under a new key.',
  },
  'push.no-receipt': { zh: '没有这张回执。', en: 'There is no such receipt.' },
  'push.out-of-term': {
    zh: '数据来源“{name}”不在约定的使用期限内，不接收数据。请联系检察院。',
    en: 'The source “{name}” is outside its agreed term; nothing is taken. Please contact the procuratorate.',
  },
})
