/** All the HTTP of notices (通知接口). */
package io.shoutu.notices.rest;
