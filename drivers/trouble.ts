/** Called once when something stops working (`why` for the log) and once when it works again (null). */
export type TroubleListener = (why: string | null) => void;

/** Passes on only the changes between working and not, however often either is reported. */
export function onChangeOnly(listener: TroubleListener): TroubleListener {
  let isWorking = true;
  return (why) => {
    if ((why === null) === isWorking) return;
    isWorking = why === null;
    listener(why);
  };
}
