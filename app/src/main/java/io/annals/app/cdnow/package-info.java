/** The CDNOW purchase files, sample and master, as contacts. */
@NullMarked
package io.annals.app.cdnow;

import org.jspecify.annotations.NullMarked;
