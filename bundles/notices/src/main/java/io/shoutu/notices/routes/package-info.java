/** All that notices hear (通知监听). */
package io.shoutu.notices.routes;
