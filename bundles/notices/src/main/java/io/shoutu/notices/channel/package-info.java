/** The ways out of the house (外发渠道): webhook, and the HTTP gateway of a text message or voice carrier. */
package io.shoutu.notices.channel;
