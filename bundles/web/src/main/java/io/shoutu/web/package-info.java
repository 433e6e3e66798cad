/** The page (页面) of the duty desk, built from {@code ui/} and served to browsers. */
package io.shoutu.web;
