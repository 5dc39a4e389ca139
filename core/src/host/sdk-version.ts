/** Version of the SDK that this core serves; plugins name a range of it in `sdk`. */
export const SDK_VERSION = '0.1.0';
