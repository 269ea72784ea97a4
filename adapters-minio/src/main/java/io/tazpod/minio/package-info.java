/// MinIO's client behind the object-store port.
@NullMarked
package io.tazpod.minio;

import org.jspecify.annotations.NullMarked;
