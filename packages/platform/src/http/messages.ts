import { defineMessages } from '@xiezhi/engine/message'

export const httpMessages = defineMessages({
  'http.invalid': { zh: '请求有误：{first}', en: 'The request is wrong: {first}' },
  'http.nul': { zh: '含有空字符（NUL），请删去后重试', en: 'holds a NUL character; remove it and try again' },
  'http.not-json': { zh: '请求体不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'http.media-type': { zh: '请求体的类型不对。', en: 'The body has the wrong media type.' },
  'http.too-large': { zh: '内容超过大小限制。', en: 'The content is larger than allowed.' },
  'http.not-found': { zh: '没有这个地址：{path}', en: 'There is no such address: {path}' },
  'http.not-allowed': { zh: '请求未被接受。', en: 'The request was not accepted.' },
  'http.internal': {
    zh: '服务器内部出错，请把编号 {reference} 告诉管理员。',
    en: 'The server failed; tell the administrator the number {reference}.',
  },
  'http.starting': { zh: '正在准备演示数据，请稍候。', en: 'The demonstration data are being prepared.' },
  'http.no-web': { zh: '页面尚未构建，请用 npm start 启动。', en: 'The pages have not been built; start with npm start.' },
  'http.title.400': { zh: '请求有误', en: 'Bad request' },
  'http.title.401': { zh: '未登录', en: 'Not signed in' },
  'http.title.403': { zh: '没有权限', en: 'Not permitted' },
  'http.title.404': { zh: '没有找到', en: 'Not found' },
  'http.title.409': { zh: '发生冲突', en: 'Conflict' },
  'http.title.413': { zh: '内容过大', en: 'Too large' },
  'http.title.415': { zh: '类型不对', en: 'Wrong type' },
  'http.title.422': { zh: '不能这样做', en: 'Not possible' },
  'http.title.429': { zh: '请求过多', en: 'Too many requests' },
  'http.title.500': { zh: '内部错误', en: 'Internal error' },
  'http.title.507': { zh: '空间不足', en: 'No room' },
  'http.disk-full': {
    zh: '服务器磁盘空间不足，文件没有收下。请管理员腾出空间后重新上传。',
    en: 'The disk of the server is full and nothing was taken. Ask the administrator to make room, then send it again.',
  },
  'http.title.503': { zh: '尚未就绪', en: 'Not ready' },
})
